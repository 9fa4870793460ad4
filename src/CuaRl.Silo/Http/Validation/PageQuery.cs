namespace CuaRl.Silo.Http.Validation;

/// <summary>The page of a list that a client asks for.</summary>
/// <param name="Skip">How many to pass over.</param>
/// <param name="Limit">How many at most.</param>
internal sealed record PageQuery(int Skip, int Limit)
{
    public const int DefaultLimit = 100;

    /// <exception cref="RequestInvalidException">A number is none, or out of range.</exception>
    public static PageQuery From(IQueryCollection query)
    {
        var fields = new QueryFields(query);
        var page = new PageQuery(
            (int)fields.Integer("skip", 0, 0, int.MaxValue),
            fields.Limit());
        fields.ThrowIfInvalid();
        return page;
    }
}
