using CuaRl.Core.Blobs;
using CuaRl.Grains.Ports;
using CuaRl.Silo.Http.OpenApi;
using CuaRl.Silo.Http.Validation;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CuaRl.Silo.Http.Blobs;

/// <summary>Blobs by the hash of their content, each stored once: screenshots and the like.</summary>
internal static class BlobApi
{
    public static void MapBlobs(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/v1/blobs").WithTags("Blobs");

        group.MapPut("", PutAsync)
            .WithName("PutBlob")
            .WithSummary("Stores a blob")
            .WithDescription(
                "The body as it is, with its media type. 201 when it is new, 200 when it was there; its first media type stays. A "
                + "blob that no state names is deleted after a day.")
            .WithMetadata(new BodyLimit(BlobRules.MaxBytes))
            .DescribeRawBody()
            .DescribeProblems(413, 422);

        group.MapGet("/{sha256}", GetAsync)
            .WithName("GetBlob")
            .WithSummary("Fetches a blob")
            .WithDescription("It never changes, so that it may be kept for good. Anything that a browser could run is a download. 410 for a screenshot "
                + "that was deleted by its age.")
            .DescribeRawAnswer()
            .DescribeImmutable()
            .DescribeProblems(404, 410);
    }

    private static async Task<Results<Created<BlobDetails>, Ok<BlobDetails>>> PutAsync(
        HttpRequest request, IBlobStore blobs, CancellationToken cancellationToken)
    {
        var mediaType = request.ContentType ?? "application/octet-stream";
        if (BlobRules.MediaType(mediaType) is { } wrong)
        {
            throw new RequestInvalidException(FieldError.InHeader("Content-Type", "value_error", $"Input {wrong}"));
        }

        var content = await RequestBody.ReadAsync(request, cancellationToken);
        if (BlobRules.Size(content.Length) is { } broken)
        {
            throw new RequestInvalidException(FieldError.OfBody("value_error", $"Input {broken}"));
        }

        var (blob, isNew) = await blobs.PutAsync(content, mediaType, cancellationToken);
        var details = BlobDetails.From(blob);
        return isNew ? TypedResults.Created($"/api/v1/blobs/{blob.Sha256}", details) : TypedResults.Ok(details);
    }

    private static async Task<IResult> GetAsync(
        string sha256, HttpContext context, IBlobStore blobs, CancellationToken cancellationToken) =>
        BlobRules.IsHash(sha256) && await blobs.FindAsync(sha256, cancellationToken) is { } found
            ? BlobAnswer.For(context, found.Blob, found.Content)
            : throw new NotFoundException("blob", sha256.Length <= 64 ? sha256 : sha256[..64]);
}
