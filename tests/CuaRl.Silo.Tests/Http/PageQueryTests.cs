using CuaRl.Silo.Http.Validation;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace CuaRl.Silo.Tests.Http;

public sealed class PageQueryTests
{
    [Theory]
    [InlineData("", 0, 100)]
    [InlineData("?skip=5&limit=1000", 5, 1000)]
    [InlineData("?limit=1", 0, 1)]
    [InlineData("?skip=1&skip=2", 2, 100)]
    [InlineData("?other=x", 0, 100)]
    public void From_Query_GivesThePage(string query, int skip, int limit) =>
        Assert.Equal(new PageQuery(skip, limit), Read(query));

    [Theory]
    [InlineData("?skip=-1", "skip:greater_than_equal")]
    [InlineData("?skip=x", "skip:int_parsing")]
    [InlineData("?skip=", "skip:int_parsing")]
    [InlineData("?skip=1.5", "skip:int_parsing")]
    [InlineData("?skip=99999999999", "skip:less_than_equal")]
    [InlineData("?limit=0", "limit:greater_than_equal")]
    [InlineData("?limit=1001", "limit:less_than_equal")]
    [InlineData("?skip=-1&limit=x", "skip:greater_than_equal limit:int_parsing")]
    public void From_WrongNumbers_AreAllNamed(string query, string expected)
    {
        var error = Assert.Throws<RequestInvalidException>(() => Read(query));

        Assert.Equal(expected.Split(' '), error.Errors.Select(e => $"{e.Loc[1]}:{e.Type}"));
        Assert.All(error.Errors, e => Assert.Equal("query", e.Loc[0]));
    }

    private static PageQuery Read(string query) => PageQuery.From(new QueryCollection(QueryHelpers.ParseQuery(query)));
}
