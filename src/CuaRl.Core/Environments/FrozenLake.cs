using System.Collections.Immutable;
using CuaRl.Core.Randomness;

namespace CuaRl.Core.Environments;

/// <summary>
/// A walk over a frozen lake to its goal, by the map and transitions of Gymnasium's FrozenLake-v1: 0 left, 1 down, 2 right,
/// 3 up. On slippery ice a third of the steps goes as meant, a third to either side. The episode ends in a hole or at the
/// goal, where every further step stays and rewards 0, and is cut short at 100 steps.
/// </summary>
/// <remarks>Each step takes one draw of <see cref="SeededGenerator"/>; the agent sees the number of its tile.</remarks>
public sealed class FrozenLake : IEnvironment
{
    private const int Directions = 4;
    private const double Meant = 1.0 / 3.0;
    private const double Astray = (1.0 - Meant) / 2.0;

    private readonly LakeMap _map;
    private readonly bool _isSlippery;
    private SeededGenerator _random = new(0);
    private int _elapsedSteps;

    /// <summary>An episode as <c>Reset(0)</c> begins it.</summary>
    /// <param name="isLarge">Eight by eight tiles; otherwise four by four.</param>
    /// <param name="isSlippery">Whether steps go astray.</param>
    public FrozenLake(bool isLarge = false, bool isSlippery = true)
    {
        _map = isLarge ? LakeMap.Large : LakeMap.Small;
        _isSlippery = isSlippery;
        Spec = new EnvironmentSpec("FrozenLake-v1", Directions, 100, $"the tile, 0 to {_map.Tiles - 1}");
    }

    /// <inheritdoc />
    public EnvironmentSpec Spec { get; }

    /// <summary>The tile it stands on, counted from 0 row by row.</summary>
    public int Tile { get; private set; }

    /// <summary>The ways that an action can go, in the order in which a draw chooses among them.</summary>
    public ImmutableArray<LakeTransition> Transitions(int tile, int action)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(tile);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(tile, _map.Tiles);
        Spec.Check(action);
        return _map.IsEnd(tile) ? [new LakeTransition(1.0, tile, 0, true)]
            : !_isSlippery ? [Way(1.0, tile, action)]
            :
            [
                Way(Astray, tile, (action + Directions - 1) % Directions),
                Way(Meant, tile, action),
                Way(Astray, tile, (action + 1) % Directions),
            ];
    }

    /// <inheritdoc />
    public void Reset(ulong seed)
    {
        _random = new SeededGenerator(seed);
        (Tile, _elapsedSteps) = (0, 0);
    }

    /// <inheritdoc />
    public EnvironmentStep Step(int action)
    {
        var way = Drawn(Transitions(Tile, action));
        Tile = way.Tile;
        _elapsedSteps++;
        return new EnvironmentStep(way.Reward, way.Terminated, _elapsedSteps >= Spec.MaxSteps);
    }

    /// <inheritdoc />
    public byte[] Snapshot() => EnvironmentJson.Write(writer =>
    {
        writer.WriteStartObject();
        writer.WriteNumber("state", Tile);
        writer.WriteNumber("elapsed_steps", _elapsedSteps);
        writer.WriteString("generator", _random.State);
        writer.WriteEndObject();
    });

    /// <inheritdoc />
    public void Restore(ReadOnlySpan<byte> snapshot)
    {
        var stored = EnvironmentJson.ReadObject(snapshot);
        var tile = EnvironmentJson.WholeNumber(stored.Required("state"), "state", _map.Tiles - 1);
        var elapsedSteps = stored.WholeNumber("elapsed_steps", otherwise: 0, most: int.MaxValue - 1);
        _random = SeededGenerator.Parse(stored.Text("generator", new SeededGenerator(0).State));
        (Tile, _elapsedSteps) = (tile, elapsedSteps);
    }

    /// <inheritdoc />
    public byte[] Encode() => EnvironmentJson.Write(writer => writer.WriteNumberValue(Tile));

    private LakeTransition Way(double probability, int tile, int direction)
    {
        var next = _map.Next(tile, direction);
        return new LakeTransition(probability, next, _map.IsGoal(next) ? 1 : 0, _map.IsEnd(next));
    }

    private LakeTransition Drawn(ImmutableArray<LakeTransition> ways)
    {
        var left = _random.NextUnit();
        foreach (var way in ways.AsSpan()[..^1])
        {
            if (left < way.Probability)
            {
                return way;
            }

            left -= way.Probability;
        }

        return ways[^1];
    }
}
