using System.Text.Json;
using CuaRl.Core.Environments;
using CuaRl.Core.Randomness;

namespace CuaRl.Core.Tests.Samples;

/// <summary>A corridor of nine places with a draught: 0 walks left, 1 walks right, and the right end is the goal.</summary>
public sealed class Corridor : IEnvironment
{
    private const int Goal = 8;

    private SeededGenerator _random = new(0);
    private int _place;
    private int _elapsed;

    public EnvironmentSpec Spec { get; } = new("Corridor-v0", Actions: 2, MaxSteps: 50, "the place, 0 to 8");

    public void Reset(ulong seed) => (_random, _place, _elapsed) = (new SeededGenerator(seed), 0, 0);

    public EnvironmentStep Step(int action)
    {
        Spec.Check(action);
        var isBlownBack = _random.NextUnit() < 0.1;
        _place = Math.Clamp(_place + (action == 1 && !isBlownBack ? 1 : -1), 0, Goal);
        _elapsed++;
        return new EnvironmentStep(_place == Goal ? 1 : 0, _place == Goal, _elapsed >= Spec.MaxSteps);
    }

    public byte[] Snapshot() =>
        JsonSerializer.SerializeToUtf8Bytes(new { state = _place, elapsed = _elapsed, generator = _random.State });

    public void Restore(ReadOnlySpan<byte> snapshot)
    {
        var stored = JsonSerializer.Deserialize<JsonElement>(snapshot);
        _place = stored.GetProperty("state").GetInt32();
        _elapsed = stored.TryGetProperty("elapsed", out var elapsed) ? elapsed.GetInt32() : 0;
        _random = stored.TryGetProperty("generator", out var state) ? SeededGenerator.Parse(state.GetString()!) : new(0);
    }

    public byte[] Encode() => JsonSerializer.SerializeToUtf8Bytes(_place);
}
