using System.Collections.Concurrent;
using CuaRl.Adapters.Postgres.ReadModel;
using CuaRl.Grains.Ports;
using Npgsql;

namespace CuaRl.Adapters.Postgres.Training;

/// <summary>
/// Numbers from a sequence a kind, fetched a block at a time; what is left of a block when the process ends is a gap.
/// </summary>
internal sealed class NumberSource(NpgsqlDataSource queries, TimeProvider time) : INumberSource
{
    // There are many rollouts; of the others so few that gaps would only look odd.
    private const int RolloutBlock = 200;
    private const int GroupBlock = 20;

    private readonly Reads _reads = new(queries, time);
    private readonly ConcurrentDictionary<RecordKind, Block> _blocks = new();

    public async ValueTask<long> NextAsync(RecordKind kind, CancellationToken cancellationToken = default)
    {
        var block = _blocks.GetOrAdd(kind, static _ => new Block());
        while (true)
        {
            if (block.Ready.TryDequeue(out var number))
            {
                return number;
            }

            await block.Fetching.WaitAsync(cancellationToken);
            try
            {
                if (block.Ready.IsEmpty)
                {
                    // As many as asked for, growing; another silo's may lie between.
                    var fetched = await _reads.ListAsync(
                        "SELECT nextval($1::regclass) FROM generate_series(1, $2)",
                        parameters => parameters.With(Sequence(kind)).With(Size(kind)),
                        reader => reader.GetInt64(0),
                        cancellationToken);
                    fetched.ForEach(block.Ready.Enqueue);
                }
            }
            finally
            {
                block.Fetching.Release();
            }
        }
    }

    private static string Sequence(RecordKind kind) => kind switch
    {
        RecordKind.Training => "training_number",
        RecordKind.Step => "step_number",
        RecordKind.Eval => "eval_number",
        RecordKind.Baseline => "baseline_number",
        RecordKind.Group => "group_number",
        RecordKind.Rollout => "rollout_number",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Its numbers follow from its rollout's."),
    };

    private static int Size(RecordKind kind) => kind switch
    {
        RecordKind.Rollout => RolloutBlock,
        RecordKind.Group => GroupBlock,
        _ => 1,
    };

    private sealed class Block
    {
        public ConcurrentQueue<long> Ready { get; } = new();

        public SemaphoreSlim Fetching { get; } = new(1, 1);
    }
}
