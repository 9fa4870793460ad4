using Orleans.Runtime;
using Orleans.Serialization;

namespace Orleans.Engine.Tests.Serialization.Internals;

public sealed class ExceptionIsolationTests
{
    public static TheoryData<bool> Ways => [false, true];

    [Theory]
    [MemberData(nameof(Ways))]
    public void CopyException_WithContract_TakesMessageDataStackAndInner(bool wire)
    {
        var inner = new OrderRefusedException("inner", "o-2", []);
        var thrown = Thrown(new OrderRefusedException("refused", "o-1", ["late", "dear"]) { Data = { ["k"] = "v" } });
        var outer = new InvalidOperationException("outer", inner);

        var copy = Assert.IsType<OrderRefusedException>(new Isolation(wire).CopyException(thrown));
        var copyOfOuter = Assert.IsType<InvalidOperationException>(new Isolation(wire).CopyException(outer));

        Assert.NotSame(thrown, copy);
        Assert.Equal(("refused", "o-1"), (copy.Message, copy.Order));
        Assert.Equal(["late", "dear"], copy.Reasons);
        Assert.Equal("v", copy.Data["k"]);
        Assert.Contains(nameof(Thrown), copy.StackTrace, StringComparison.Ordinal);
        Assert.Equal("o-2", Assert.IsType<OrderRefusedException>(copyOfOuter.InnerException).Order);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public void CopyException_OfThePlatform_KeepsTypeAndMessage(bool wire)
    {
        var copy = Assert.IsType<ArgumentException>(new Isolation(wire).CopyException(new ArgumentException("bad", nameof(wire))));

        Assert.Equal("bad (Parameter 'wire')", copy.Message);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public void CopyException_Aggregate_KeepsAllInner(bool wire)
    {
        var many = new AggregateException("many", new TimeoutException("one"), new OrderRefusedException("two", "o", []));

        var copy = Assert.IsType<AggregateException>(new Isolation(wire).CopyException(many));

        Assert.Equal(["one", "two"], copy.InnerExceptions.Select(inner => inner.Message));
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public void CopyException_WithoutContract_BecomesTheReasonAsInOrleans(bool wire)
    {
        var copy = Assert.IsType<CodecNotFoundException>(new Isolation(wire).CopyException(new PlainException("lost")));

        Assert.Contains(nameof(PlainException), copy.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("lost", copy.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public void CopyException_ThatCannotBeRead_IsAnsweredByItsType(bool wire)
    {
        var copy = Assert.IsType<OrleansException>(new Isolation(wire).CopyException(new UnreadableException()));

        Assert.Contains(nameof(UnreadableException), copy.Message, StringComparison.Ordinal);
    }

    private static TException Thrown<TException>(TException exception) where TException : Exception
    {
        try
        {
            throw exception;
        }
        catch (TException caught)
        {
            return caught;
        }
    }
}
