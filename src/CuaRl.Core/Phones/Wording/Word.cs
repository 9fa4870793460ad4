using CuaRl.Core.Phones.State;

namespace CuaRl.Core.Phones.Wording;

/// <summary>A label, and the ways in which one phone or another says it.</summary>
internal sealed class Word
{
    private readonly string[] _ways;

    public Word(params string[] ways) => (_ways, Id) = (ways, Mix.OfText(ways[0]));

    /// <summary>A number of its own, the same on every machine.</summary>
    public ulong Id { get; }

    /// <summary>All the ways.</summary>
    public ReadOnlySpan<string> Ways => _ways;

    /// <summary>How the phone of that seed says it.</summary>
    public string On(ulong seed) => _ways[Mix.Index(seed, Id, _ways.Length)];

    /// <summary>Whether a text is one of its ways.</summary>
    public bool IsSaidBy(string text)
    {
        foreach (var way in _ways)
        {
            if (way == text)
            {
                return true;
            }
        }

        return false;
    }
}
