namespace CuaRl.Silo.Http.Validation;

/// <summary>The page of a history that a client asks for.</summary>
internal static class StepQuery
{
    /// <exception cref="RequestInvalidException">A number is none, or out of range.</exception>
    public static StateQuery From(IQueryCollection query)
    {
        var fields = new QueryFields(query);
        var page = new StateQuery
        {
            From = fields.Integer("from", 0, 0, long.MaxValue),
            Limit = fields.Limit(),
        };
        fields.ThrowIfInvalid();
        return page;
    }
}
