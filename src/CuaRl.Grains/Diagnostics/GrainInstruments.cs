using System.Diagnostics.Metrics;

namespace CuaRl.Grains.Diagnostics;

/// <summary>What grains count, under the meter <c>CuaRl</c>.</summary>
internal static class GrainInstruments
{
    private static readonly Meter Meter = new("CuaRl");

    private static readonly Counter<long> SimulationsCreatedCounter = Meter.CreateCounter<long>(
        "cuarl.simulations.created", "{simulation}", "Simulations created; repeated commands do not count.");

    private static readonly Counter<long> RunsCreatedCounter = Meter.CreateCounter<long>(
        "cuarl.runs.created", "{run}", "Runs created, branches among them; repeated commands do not count.");

    private static readonly Counter<long> StatesAppendedCounter = Meter.CreateCounter<long>(
        "cuarl.states.appended", "{state}", "States acknowledged; those of repeated appends count again.");

    private static readonly Counter<long> TrainingsCreatedCounter = Meter.CreateCounter<long>(
        "cuarl.trainings.created", "{training}", "Trainings created; those started again do not count.");

    private static readonly Counter<long> RolloutsCreatedCounter = Meter.CreateCounter<long>(
        "cuarl.rollouts.created", "{rollout}", "Rollouts created; repeated commands do not count.");

    private static readonly Counter<long> RolloutsEndedCounter = Meter.CreateCounter<long>(
        "cuarl.rollouts.ended", "{rollout}", "Rollouts ended, by status; repeated commands do not count.");

    private static readonly Counter<long> TurnsRecordedCounter = Meter.CreateCounter<long>(
        "cuarl.turns.recorded", "{turn}", "Turns acknowledged, resets among them; those of repeated calls count again.");

    private static readonly Histogram<double> RecordWriteHistogram = Meter.CreateHistogram<double>(
        "cuarl.record.write.duration", "s", "Writes of grains' control records, by record and outcome.");

    private static readonly Gauge<long> DevicesGauge = Meter.CreateGauge<long>(
        "cuarl.devices", "{device}", "Devices of a pool that are leased, idle or sick, by pool and state.");

    private static readonly Gauge<long> DevicesWaitingGauge = Meter.CreateGauge<long>(
        "cuarl.devices.waiting", "{acquirer}", "Acquirers that wait for a device, by pool.");

    private static readonly Counter<long> BoxesLeakedCounter = Meter.CreateCounter<long>(
        "cuarl.devices.leaked", "{box}", "Boxes that nobody held and that were ended, by pool.");

    private static readonly Histogram<double> LeaseWaitHistogram = Meter.CreateHistogram<double>(
        "cuarl.devices.lease.wait", "s", "How long acquirers waited for the devices that they got, by pool.");

    private static readonly Histogram<double> BoxMakeHistogram = Meter.CreateHistogram<double>(
        "cuarl.devices.box.make", "s", "How long providers took to make boxes, by type.");

    private static readonly Histogram<double> DeviceCallHistogram = Meter.CreateHistogram<double>(
        "cuarl.devices.call", "s", "How long providers took for calls that succeeded, by type of box and kind of call.");

    private static readonly Histogram<long> PictureHistogram = Meter.CreateHistogram<long>(
        "cuarl.devices.screenshot.size", "By", "How large screenshots were, by type of box.");

    public static void SimulationCreated() => SimulationsCreatedCounter.Add(1);

    public static void RunCreated() => RunsCreatedCounter.Add(1);

    public static void StatesAppended(int count) => StatesAppendedCounter.Add(count);

    public static void TrainingCreated() => TrainingsCreatedCounter.Add(1);

    public static void RolloutCreated() => RolloutsCreatedCounter.Add(1);

    public static void RolloutEnded(string status) => RolloutsEndedCounter.Add(1, new KeyValuePair<string, object?>("status", status));

    public static void TurnsRecorded(int turns) => TurnsRecordedCounter.Add(turns);

    /// <summary>One write of a control record: <c>stored</c>, or <c>failed</c> and of unknown outcome.</summary>
    public static void RecordWritten(string record, bool stored, TimeSpan elapsed) => RecordWriteHistogram.Record(
        elapsed.TotalSeconds, new("record", record), new("outcome", stored ? "stored" : "failed"));

    public static void PoolSeen(string pool, int waiting, int leased, int idle, int sick)
    {
        DevicesWaitingGauge.Record(waiting, new KeyValuePair<string, object?>("pool", pool));
        DevicesGauge.Record(leased, new("pool", pool), new("state", "leased"));
        DevicesGauge.Record(idle, new("pool", pool), new("state", "idle"));
        DevicesGauge.Record(sick, new("pool", pool), new("state", "sick"));
    }

    public static void BoxesLeaked(string pool, int count) =>
        BoxesLeakedCounter.Add(count, new KeyValuePair<string, object?>("pool", pool));

    public static void BoxMade(string boxType, TimeSpan elapsed) =>
        BoxMakeHistogram.Record(elapsed.TotalSeconds, new KeyValuePair<string, object?>("box_type", boxType));

    public static void DeviceCalled(string boxType, string kind, TimeSpan elapsed) =>
        DeviceCallHistogram.Record(elapsed.TotalSeconds, new("box_type", boxType), new("kind", kind));

    public static void Pictured(string boxType, int bytes) =>
        PictureHistogram.Record(bytes, new KeyValuePair<string, object?>("box_type", boxType));

    public static void LeaseWaited(string pool, TimeSpan wait) =>
        LeaseWaitHistogram.Record(wait.TotalSeconds, new KeyValuePair<string, object?>("pool", pool));
}
