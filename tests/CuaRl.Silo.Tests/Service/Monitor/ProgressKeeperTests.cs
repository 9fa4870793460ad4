using CuaRl.Silo.Tests.Service.Trees;
using CuaRl.TestKit.Postgres;
using CuaRl.TestKit.Waiting;

namespace CuaRl.Silo.Tests.Service.Monitor;

public sealed class ProgressKeeperTests(ServiceInProcess service) : IClassFixture<ServiceInProcess>
{
    [PostgresFact]
    public async Task Progress_OfARunningTraining_IsStoredWithoutBeingAskedFor()
    {
        var recorded = await RecordedTraining.RecordAsync(service, "kept");

        await Eventually.HoldsAsync("stored progress", async () => await StoredAsync(recorded) > 21.4);
        await RecordedTraining.TurnAsync(service, recorded.Live, 2);
        await Eventually.HoldsAsync("stored progress of the next turn", async () => await StoredAsync(recorded) > 28.5);
    }

    private Task<double> StoredAsync(RecordedTraining recorded) => service.Database.ScalarAsync<double>(
        $"SELECT progress_percent FROM training WHERE id = {recorded.Training.Number}");
}
