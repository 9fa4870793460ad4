using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace CuaRl.Adapters.Devices.Emulator.Routes;

/// <summary>Turns what the devices and the readers of bodies say into GBox's errors.</summary>
internal sealed class ErrorFilter : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
        catch (Exception error) when (error is JsonException or FormatException)
        {
            return EmulatorAnswers.Error(StatusCodes.Status400BadRequest, error.Message);
        }
        catch (DeviceLostException error)
        {
            return EmulatorAnswers.Error(StatusCodes.Status404NotFound, error.Message);
        }
        catch (DeviceRefusedException error)
        {
            return EmulatorAnswers.Error(StatusCodes.Status422UnprocessableEntity, error.Message);
        }
        catch (CuaRlException error)
        {
            return EmulatorAnswers.Error(StatusCodes.Status500InternalServerError, error.Message);
        }
    }
}
