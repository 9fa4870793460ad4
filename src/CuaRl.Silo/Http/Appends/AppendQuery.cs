using CuaRl.Silo.Http.Validation;

namespace CuaRl.Silo.Http.Appends;

/// <summary>What a client says of a stream of states before it begins.</summary>
/// <param name="ExpectedHead">The step of the run's last state; null for wherever the run stands.</param>
/// <param name="IsLastOnly">True for one acknowledgement at the end instead of one a state.</param>
internal sealed record AppendQuery(long? ExpectedHead, bool IsLastOnly)
{
    /// <summary>Refuses what only a stream takes: a head that is not checked is worse than none.</summary>
    /// <exception cref="RequestInvalidException">A parameter of streams is there.</exception>
    public static void RefuseIn(IQueryCollection query)
    {
        if (query.ContainsKey("expected_head"))
        {
            throw new RequestInvalidException(FieldError.InQuery(
                "expected_head", "value_error", "Input must be a member of the body, unless that is application/x-ndjson"));
        }
    }

    /// <exception cref="RequestInvalidException">A parameter is wrong.</exception>
    public static AppendQuery From(IQueryCollection query)
    {
        var fields = new QueryFields(query);
        var stream = new AppendQuery(
            fields.OptionalInteger("expected_head", -1, long.MaxValue), fields.Choice("acks", "each", "last") == "last");
        fields.ThrowIfInvalid();
        return stream;
    }
}
