using CuaRl.Silo.Http.Validation;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;

namespace CuaRl.Silo.Tests.Http;

public sealed class FieldPlaceTests
{
    [Theory]
    [InlineData("name", true, "path.name")]
    [InlineData("name", false, "path.name")]
    [InlineData("states", true, "body.states")]
    [InlineData("state_id", true, "body.state_id")]
    [InlineData("tasks[2].name", true, "body.tasks.2.name")]
    [InlineData("validation.details", true, "body.validation.details")]
    [InlineData("after", false, "query.after")]
    [InlineData("simulation_id", false, "path.id")]
    [InlineData("operation_id", true, "header.Idempotency-Key")]
    public void Of_Field_IsWhereTheRequestHasIt(string field, bool hasBody, string place)
    {
        var context = Context(hasBody);
        context.Request.RouteValues = Route();

        Assert.Equal(place, string.Join('.', FieldPlace.Of(context, field)));
    }

    [Fact]
    public void Of_FieldOfARequestWhoseHandlerThrew_IsKnownToo()
    {
        var context = Context(hasBody: true);
        context.Features.Set<IExceptionHandlerFeature>(
            new ExceptionHandlerFeature { Error = new InvalidRequestException("name", "is wrong"), RouteValues = Route() });

        Assert.Equal(["path", "name"], FieldPlace.Of(context, "name"));
    }

    private static RouteValueDictionary Route() => new() { ["id"] = "x", ["name"] = "y" };

    private static DefaultHttpContext Context(bool hasBody)
    {
        var context = new DefaultHttpContext();
        context.Features.Set<IHttpRequestBodyDetectionFeature>(new Detection(hasBody));
        return context;
    }

    private sealed record Detection(bool CanHaveBody) : IHttpRequestBodyDetectionFeature;
}
