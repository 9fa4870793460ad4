using CuaRl.Grains.Ports;

namespace CuaRl.Silo.Tests.Http.Live;

public sealed class LiveCursorTests
{
    [Theory]
    [InlineData("0.0")]
    [InlineData("18446744073709551615.t9223372036854775807")]
    [InlineData("77.12")]
    public void Parse_WhatWasWritten_GivesTheSame(string text)
    {
        Assert.True(LiveCursor.TryParse(text, out var cursor));
        Assert.Equal(text, cursor.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("7")]
    [InlineData("7.")]
    [InlineData("7.t")]
    [InlineData("7.-1")]
    [InlineData("-7.1")]
    [InlineData("7.1.1")]
    [InlineData("7.x1")]
    [InlineData("18446744073709551616.1")]
    public void Parse_AnythingElse_IsRefused(string text) => Assert.False(LiveCursor.TryParse(text, out _));

    [Fact]
    public void Order_OfCursors_IsByTransactionThenRecordsThenTurns()
    {
        LiveCursor[] ordered =
        [
            LiveCursor.Before(7), new(7, false, 1), new(7, false, 9), new(7, true, 1), new(7, true, 3), LiveCursor.Before(8),
        ];

        Assert.Equal(ordered, ordered.Reverse().Order());
        Assert.True(ordered[0] < ordered[1] && ordered[1] <= ordered[2] && ordered[4] > ordered[3] && ordered[5] >= ordered[4]);
    }
}
