using System.Globalization;

namespace CuaRl.Grains.Ports;

/// <summary>
/// A place in what changed: everything up to it was seen. Changes are ordered by transaction, within one the written records
/// before the turns. It means the same to every silo, for as long as the database lives.
/// </summary>
/// <param name="Transaction">The transaction.</param>
/// <param name="IsTurn">True among the turns of that transaction, false among its records.</param>
/// <param name="Place">The place there; 0 is before the first.</param>
public readonly record struct LiveCursor(ulong Transaction, bool IsTurn, long Place) : IComparable<LiveCursor>
{
    private const char TurnMark = 't';

    /// <summary>Everything of transactions before this one, and nothing of it.</summary>
    public static LiveCursor Before(ulong transaction) => new(transaction, IsTurn: false, Place: 0);

    /// <summary>Reads what <see cref="ToString"/> wrote; false for anything else.</summary>
    public static bool TryParse(string text, out LiveCursor cursor)
    {
        ArgumentNullException.ThrowIfNull(text);
        cursor = default;
        var dot = text.IndexOf('.', StringComparison.Ordinal);
        if (dot < 0 || !ulong.TryParse(text.AsSpan(0, dot), NumberStyles.None, CultureInfo.InvariantCulture, out var transaction))
        {
            return false;
        }

        var rest = text.AsSpan(dot + 1);
        var isTurn = rest is [TurnMark, ..];
        if (!long.TryParse(isTurn ? rest[1..] : rest, NumberStyles.None, CultureInfo.InvariantCulture, out var place))
        {
            return false;
        }

        cursor = new LiveCursor(transaction, isTurn, place);
        return true;
    }

    /// <inheritdoc />
    public int CompareTo(LiveCursor other) =>
        (Transaction, IsTurn, Place).CompareTo((other.Transaction, other.IsTurn, other.Place));

    /// <inheritdoc />
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{Transaction}.{(IsTurn ? "t" : "")}{Place}");

    /// <summary>By place.</summary>
    public static bool operator <(LiveCursor left, LiveCursor right) => left.CompareTo(right) < 0;

    /// <summary>By place.</summary>
    public static bool operator >(LiveCursor left, LiveCursor right) => left.CompareTo(right) > 0;

    /// <summary>By place.</summary>
    public static bool operator <=(LiveCursor left, LiveCursor right) => left.CompareTo(right) <= 0;

    /// <summary>By place.</summary>
    public static bool operator >=(LiveCursor left, LiveCursor right) => left.CompareTo(right) >= 0;
}
