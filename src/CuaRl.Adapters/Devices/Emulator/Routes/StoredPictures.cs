using CuaRl.Adapters.Devices.Pictures;
using CuaRl.Grains.Ports;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace CuaRl.Adapters.Devices.Emulator.Routes;

/// <summary>The latest pictures that were to be stored, for whoever knows their address, without a key.</summary>
internal sealed class StoredPictures(IIdGenerator ids)
{
    public const string Path = "/pictures";

    private const int Most = 256;

    private readonly Lock _gate = new();
    private readonly Queue<(string Key, ReadOnlyMemory<byte> Image)> _pictures = [];

    /// <summary>Stores a picture and gives its key.</summary>
    public string Keep(ReadOnlyMemory<byte> image)
    {
        var key = ids.NewId();
        lock (_gate)
        {
            _pictures.Enqueue((key, image));
            if (_pictures.Count > Most)
            {
                _pictures.Dequeue();
            }
        }

        return key;
    }

    public void Map(IEndpointRouteBuilder routes) => routes.MapGet($"{Path}/{{key}}", Answer);

    private IResult Answer(string key)
    {
        lock (_gate)
        {
            return _pictures.FirstOrDefault(picture => picture.Key == key) is { Key: not null } found
                ? Results.Bytes(found.Image, PngHeader.MediaType)
                : EmulatorAnswers.Error(StatusCodes.Status404NotFound, "there is no such picture any more");
        }
    }
}
