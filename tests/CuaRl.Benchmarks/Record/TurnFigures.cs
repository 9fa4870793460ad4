using CuaRl.Benchmarks.Harness;
using CuaRl.Benchmarks.Service;

namespace CuaRl.Benchmarks.Record;

/// <summary>How fast many rollouts record their turns, each turn durable before the next, against COPY of the same bytes.</summary>
internal sealed class TurnFigures
{
    private const double PicturesBar = 0.5;
    private const double TextBar = 0.4;

    /// <summary>Turns of each rollout before anything is measured.</summary>
    private const int Warmup = 2;

    private readonly BenchService _service;
    private readonly RawTurns _raw;
    private readonly IRolloutGrain[] _rollouts;
    private readonly int[] _turns;
    private readonly Screenshots _pictures = new();

    private TurnFigures(BenchService service, RawTurns raw, IRolloutGrain[] rollouts)
    {
        _service = service;
        _raw = raw;
        _rollouts = rollouts;
        _turns = new int[rollouts.Length];
    }

    public static async Task<TurnFigures> PrepareAsync(BenchService service, BenchTraining training)
    {
        var rollouts = await training.StartRolloutsAsync(service);
        await Task.WhenAll(rollouts.Select(rollout => rollout.RecordReset(new ResetObservation { Text = "home screen" })));
        return new TurnFigures(service, await RawTurns.CreateAsync(service), rollouts);
    }

    public Task<Figure> MeasurePicturesAsync(RecordSizes sizes) => MeasureAsync(
        "turns with a new 50 KB screenshot / raw COPY of the same bytes", PicturesBar, sizes.Rounds, sizes.PictureTurns, SampleTurns.Short, _pictures);

    public Task<Figure> MeasureTextAsync(RecordSizes sizes) => MeasureAsync(
        "turns of 2 KB of text / raw COPY of the rows", TextBar, sizes.Rounds, sizes.TextTurns, SampleTurns.Text, null);

    private async Task<Figure> MeasureAsync(
        string name, double bar, int rounds, int turns, TurnContent[] samples, Screenshots? pictures)
    {
        await RecordAsync(Warmup, samples, pictures);
        var attempt = (await _rollouts[0].Describe()).Attempts[^1];
        var rows = await _raw.ReadAsync(attempt.RunId, Warmup);
        await _raw.CopyAsync(rows, RawTurns.Transaction, pictures);

        var count = turns * _rollouts.Length;
        var (subject, raw) = await Rounds.AlternateAsync(
            rounds, () => SettledAsync(() => RecordAsync(turns, samples, pictures)), () => SettledAsync(() => _raw.CopyAsync(rows, count, pictures)));
        var described = Rounds.Describe(subject, raw);
        described["bytes_of_a_row"] = Math.Round(rows.Average(row => row.Size));
        described["bytes_of_a_picture"] = pictures is null ? 0 : Screenshots.Size;
        return Figure.AtLeast(name, Rounds.MedianRatio(subject, raw), "ratio", bar, described);

        // Neither pays for writing out what the other left.
        async Task<double> SettledAsync(Func<Task> work)
        {
            await _service.Database.ExecuteAsync("CHECKPOINT");
            return await Rounds.RateAsync(count, work);
        }
    }

    private Task RecordAsync(int turns, TurnContent[] samples, Screenshots? pictures) =>
        Task.WhenAll(_rollouts.Select((rollout, i) => Task.Run(async () =>
        {
            for (var end = _turns[i] + turns; _turns[i] < end;)
            {
                var picture = pictures is null ? null : (await _service.Blobs.PutAsync(pictures.Next(), "image/png", default)).Blob.Sha256;
                var turn = ++_turns[i];
                await rollout.RecordTurn(samples[(i + turn) % samples.Length] with { Turn = turn, ScreenshotAfter = picture });
            }
        })));
}
