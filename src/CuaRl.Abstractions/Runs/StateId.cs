using System.Globalization;

namespace CuaRl;

/// <summary>
/// The id of a state: the run that owns it and its step. Outside it is one opaque text, such as
/// <c>01993a60-0000-7000-8000-000000000000.6</c>; a state that several runs share has one id.
/// </summary>
/// <param name="RunId">The run whose own state it is.</param>
/// <param name="Step">Its place in the history, counted from the root, which is 0.</param>
[GenerateSerializer, Immutable, Alias("cuarl.StateId")]
public readonly record struct StateId([property: Id(0)] string RunId, [property: Id(1)] long Step)
{
    /// <summary>Reads an id from its text.</summary>
    /// <exception cref="MalformedIdException">The text is not the id of a state.</exception>
    public static StateId Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var dot = text.LastIndexOf('.');
        return dot > 0
            && GrainKeys.IsRunId(text.AsSpan(0, dot))
            && long.TryParse(text.AsSpan(dot + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var step)
            && (text[dot + 1] != '0' || text.Length == dot + 2)
                ? new StateId(text[..dot], step)
                : throw new MalformedIdException("state", text);
    }

    /// <summary>The text that <see cref="Parse"/> reads.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{RunId}.{Step}");
}
