using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace CuaRl.Adapters.Devices.Emulator.Routes;

/// <summary>Makes go wrong what was ordered to.</summary>
internal sealed class FaultFilter(FaultDice dice, EmulatedBoxes boxes, TimeProvider time) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        var box = http.Request.RouteValues["id"] as string;
        var fault = dice.Throw(http.GetEndpoint()?.Metadata.GetMetadata<MakesABox>() is not null, box is not null);
        if (dice.Faults.LatencyMs > 0)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(dice.Faults.LatencyMs), time, http.RequestAborted);
        }

        switch (fault)
        {
            case EmulatorFault.TooMany:
                AskToComeAgain(http.Response, dice.Faults.RetryAfterMs);
                return EmulatorAnswers.Error(StatusCodes.Status429TooManyRequests, "too many requests");
            case EmulatorFault.TooManyBoxes:
                AskToComeAgain(http.Response, dice.Faults.BoxRetryAfterMs);
                return EmulatorAnswers.Error(StatusCodes.Status429TooManyRequests, "too many boxes");
            case EmulatorFault.Error:
                return EmulatorAnswers.Error(StatusCodes.Status500InternalServerError, "an error was ordered");
            case EmulatorFault.Vanish:
                await boxes.EndAsync(box!, EmulatedBoxes.Vanished, http.RequestAborted);
                break;
        }

        var answer = await next(context);
        switch (fault)
        {
            case EmulatorFault.ErrorAfter:
                return EmulatorAnswers.Error(StatusCodes.Status500InternalServerError, "an error was ordered, after the work");
            case EmulatorFault.LostReply:
                http.Abort();
                return Results.Empty;
            case EmulatorFault.WrongJson:
                return Results.Text("<html>{\"id\": 12", "application/json");
            default:
                return answer;
        }
    }

    private static void AskToComeAgain(HttpResponse response, int milliseconds)
    {
        if (milliseconds > 0)
        {
            response.Headers["retry-after-ms"] = milliseconds.ToString(CultureInfo.InvariantCulture);
            response.Headers.RetryAfter = ((milliseconds + 999) / 1000).ToString(CultureInfo.InvariantCulture);
        }
    }
}
