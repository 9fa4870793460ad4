using CuaRl.Core.Runs;

namespace CuaRl.Core.Tests.Runs;

public sealed class HeadEstimateTests
{
    private readonly HeadEstimate _head = new();

    [Fact]
    public void Claim_OneBehindTheOther_CountsThoseUnderWay()
    {
        _head.Learn(4);

        Assert.Equal(4, _head.Claim(3).Expected);
        Assert.Equal(7, _head.Claim(1).Expected);
        Assert.Equal(8, _head.Claim(2).Expected);
    }

    [Fact]
    public void Refused_WithThePresentHead_IsWhereTheNextGoAndOnlyOnce()
    {
        _head.Learn(4);
        var (first, second) = (_head.Claim(1), _head.Claim(1));

        _head.Refused(first, 9);
        var retried = _head.Claim(1);
        _head.Refused(second, 9);

        Assert.Equal(9, retried.Expected);
        Assert.Equal(10, _head.Claim(1).Expected);
    }

    [Fact]
    public void Refused_WithoutAHead_HasToBeLearntAgain()
    {
        _head.Learn(4);

        _head.Refused(_head.Claim(1), null);

        Assert.False(_head.IsKnown);
        Assert.Throws<InvalidOperationException>(() => _head.Claim(1));
        _head.Learn(4);
        Assert.Equal(4, _head.Claim(1).Expected);
    }

    [Fact]
    public void Stored_ElsewhereThanClaimed_WasARepetitionAndMovesNothing()
    {
        _head.Learn(4);

        _head.Stored(_head.Claim(1), 2);

        Assert.False(_head.IsKnown);
    }

    [Fact]
    public void ClaimAt_TheEnd_IsAClaimAndElsewhereIsInNobodysWay()
    {
        _head.Learn(4);
        var elsewhere = _head.ClaimAt(2, 1);
        var atTheEnd = _head.ClaimAt(4, 2);

        _head.Refused(elsewhere, 4);

        Assert.Equal(6, _head.Claim(1).Expected);
        _head.Stored(atTheEnd, 6);
        Assert.Equal(7, _head.Claim(1).Expected);
    }

    [Fact]
    public void Stored_BehindAHeadThatNobodyClaimedHere_MovesTheEstimateOn()
    {
        _head.Learn(4);

        _head.Stored(_head.ClaimAt(9, 1), 10);

        Assert.Equal(10, _head.Claim(1).Expected);
    }
}
