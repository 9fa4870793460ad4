using CuaRl.Silo.Http.Validation;

namespace CuaRl.Silo.Http.Appends;

/// <summary>What a client says of a stream of states before it begins.</summary>
/// <param name="ExpectedHead">The step of the run's last state; null for wherever the run stands.</param>
/// <param name="IsLastOnly">True for one acknowledgement at the end instead of one a state.</param>
internal sealed record AppendQuery(long? ExpectedHead, bool IsLastOnly)
{
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
