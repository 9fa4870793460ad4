namespace CuaRl.Silo.Http.Validation;

/// <summary>The page of a list that goes on from a cursor.</summary>
/// <param name="After">The <c>next</c> of the page before; null for the first.</param>
/// <param name="Limit">How many at most.</param>
internal sealed record CursorQuery(string? After, int Limit)
{
    /// <exception cref="RequestInvalidException">The limit is no number, or out of range.</exception>
    public static CursorQuery From(IQueryCollection query)
    {
        var fields = new QueryFields(query);
        var page = new CursorQuery(
            fields.OptionalText("after"),
            fields.Limit());
        fields.ThrowIfInvalid();
        return page;
    }
}
