using CuaRl.Adapters.Postgres.ReadModel;

namespace CuaRl.Adapters.Postgres.Training;

/// <summary>Where a list of the newest goes on: before the record of this age and id.</summary>
internal readonly record struct Newest(long CreatedAt, Guid Id)
{
    /// <summary>Reads what <see cref="ToString"/> wrote; null is the start, after every record.</summary>
    /// <exception cref="InvalidRequestException">It was not written here.</exception>
    public static Newest Read(string? text)
    {
        if (text is null)
        {
            return new Newest(long.MaxValue, Guid.AllBitsSet);
        }

        var cursor = StateCursor.Read(text);
        return new Newest(cursor.CreatedAt, cursor.RunId);
    }

    public override string ToString() => new StateCursor(CreatedAt, Id, 0).ToString();
}
