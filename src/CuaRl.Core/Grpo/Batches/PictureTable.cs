namespace CuaRl.Core.Grpo.Batches;

/// <summary>
/// The pictures of a batch. Among the elements of an observation a picture stands as a negative number, its code here, so that
/// comparing observations is comparing numbers. Safe for many callers at once.
/// </summary>
public sealed class PictureTable
{
    private readonly Lock _gate = new();
    private readonly List<PictureChunk> _pictures = [];
    private readonly Dictionary<PictureChunk, int> _codes = [];

    /// <summary>The picture of a code.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The code is not one of this table.</exception>
    public PictureChunk this[int code]
    {
        get
        {
            lock (_gate)
            {
                return _pictures[~code];
            }
        }
    }

    /// <summary>The code of a picture: the same for the same picture, below 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The picture would take no position.</exception>
    public int CodeOf(PictureChunk picture)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(picture.ExpectedTokens, 1);
        lock (_gate)
        {
            if (!_codes.TryGetValue(picture, out var code))
            {
                code = ~_pictures.Count;
                _pictures.Add(picture);
                _codes.Add(picture, code);
            }

            return code;
        }
    }

    /// <summary>
    /// The positions that elements take in the model's input, 1 for a text token; null where a picture is not of this table.
    /// </summary>
    internal int? Positions(ReadOnlySpan<int> elements)
    {
        lock (_gate)
        {
            return PositionsOf(elements);
        }
    }

    private int? PositionsOf(ReadOnlySpan<int> elements)
    {
        var positions = elements.Length;
        while (elements.IndexOfAnyInRange(int.MinValue, -1) is >= 0 and var next)
        {
            var picture = ~elements[next];
            if (picture >= _pictures.Count)
            {
                return null;
            }

            positions += _pictures[picture].ExpectedTokens - 1;
            elements = elements[(next + 1)..];
        }

        return positions;
    }
}
