namespace CuaRl.Core.Environments;

/// <summary>A frozen lake: S start, F frozen, H hole, G goal, row by row.</summary>
internal sealed class LakeMap
{
    private readonly string _tiles;

    private LakeMap(params string[] rows)
    {
        Side = rows.Length;
        _tiles = string.Concat(rows);
    }

    public static LakeMap Small { get; } = new("SFFF", "FHFH", "FFFH", "HFFG");

    public static LakeMap Large { get; } = new(
        "SFFFFFFF", "FFFFFFFF", "FFFHFFFF", "FFFFFHFF", "FFFHFFFF", "FHHFFFHF", "FHFFHFHF", "FFFHFFFG");

    public int Side { get; }

    public int Tiles => Side * Side;

    public bool IsGoal(int tile) => _tiles[tile] == 'G';

    public bool IsEnd(int tile) => _tiles[tile] is 'G' or 'H';

    /// <summary>The tile next to one in a direction: 0 left, 1 down, 2 right, 3 up; at the edge, the same.</summary>
    public int Next(int tile, int direction)
    {
        var (row, column) = (tile / Side, tile % Side);
        return direction switch
        {
            0 => row * Side + Math.Max(column - 1, 0),
            1 => Math.Min(row + 1, Side - 1) * Side + column,
            2 => row * Side + Math.Min(column + 1, Side - 1),
            _ => Math.Max(row - 1, 0) * Side + column,
        };
    }
}
