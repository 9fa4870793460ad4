using CuaRl.Silo.Http.OpenApi;
using CuaRl.Silo.Http.Validation;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CuaRl.Silo.Http.Records;

/// <summary>What records of every kind have: a history of their status, and what people put on them.</summary>
internal static class RecordApi
{
    private const int MostChanges = 1_000;

    public static void MapRecords(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/v1/{kind}/{id}").WithTags("Records");

        group.MapGet("/history", HistoryAsync)
            .WithName("GetStatusHistory")
            .WithSummary("Lists the changes of a record's status")
            .WithDescription("Newest first, as the database recorded them with the status. " + RecordReference.Description)
            .DescribeQuery("limit", "How many at most, 1 to 1,000; by default 100.", isNumber: true, isRequired: false)
            .DescribeProblems(404, 422);

        group.MapGet("/annotations", ListAsync)
            .WithName("ListAnnotations")
            .WithSummary("Lists the tags and notes on a record")
            .WithDescription("Oldest first. " + RecordReference.Description)
            .DescribeProblems(404, 422);

        group.MapPost("/annotations", AnnotateAsync)
            .WithName("Annotate")
            .WithSummary("Puts a tag or a note on a record")
            .WithDescription(
                "The same tag again gives the first answer, so that it needs no Idempotency-Key; a note sent again is another note. "
                + RecordReference.Description)
            .DescribeBody<AnnotationBody>()
            .DescribeProblems(404, 413, 422);

        group.MapDelete("/annotations/{annotation}", RemoveAsync)
            .WithName("RemoveAnnotation")
            .WithSummary("Takes a tag or a note away")
            .WithDescription("By its id. " + RecordReference.Description)
            .DescribeProblems(404, 422);
    }

    private static async Task<Ok<StatusChangeList>> HistoryAsync(
        string kind, string id, HttpRequest request, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var fields = new QueryFields(request.Query);
        var limit = (int)fields.Integer("limit", PageQuery.DefaultLimit, 1, MostChanges);
        fields.ThrowIfInvalid();
        var record = await RecordReference.ReadAsync(grains, kind, id, cancellationToken);
        var changes = await grains.GetTrainingCatalog().History(record.Kind, record.Number, limit, cancellationToken);
        return changes.IsEmpty
            ? throw new NotFoundException(Words<RecordKind>.Of(record.Kind), id)
            : TypedResults.Ok(new StatusChangeList { Items = [.. changes.Select(StatusChangeDetails.From)] });
    }

    private static async Task<Ok<AnnotationList>> ListAsync(
        string kind, string id, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var record = await RecordReference.ReadAsync(grains, kind, id, cancellationToken);
        var annotations = await grains.GetTrainingCatalog().ListAnnotations(record.Kind, record.Number, cancellationToken);
        return TypedResults.Ok(new AnnotationList { Items = [.. annotations.Select(AnnotationDetails.From)] });
    }

    private static async Task<Created<AnnotationDetails>> AnnotateAsync(
        string kind, string id, HttpRequest request, IGrainFactory grains, CancellationToken cancellationToken)
    {
        using var body = await JsonBody.ReadAsync(request, cancellationToken);
        var asked = AnnotationBody.Read(body);
        var record = await RecordReference.ReadAsync(grains, kind, id, cancellationToken);
        var annotation = await grains.GetTrainingCatalog().Annotate(new Annotation
        {
            Id = "",
            Kind = record.Kind,
            Number = record.Number,
            Tag = asked.Tag,
            Note = asked.Note,
            Actor = asked.Actor,
            CreatedAt = default,
        });
        return TypedResults.Created(
            $"/api/v1/{Words<RecordKind>.Of(record.Kind)}s/{record.Number}/annotations", AnnotationDetails.From(annotation));
    }

    private static async Task<NoContent> RemoveAsync(
        string kind, string id, string annotation, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var record = await RecordReference.ReadAsync(grains, kind, id, cancellationToken);
        var catalog = grains.GetTrainingCatalog();
        var own = await catalog.ListAnnotations(record.Kind, record.Number, cancellationToken);
        return own.Any(one => one.Id == annotation) && await catalog.RemoveAnnotation(annotation)
            ? TypedResults.NoContent()
            : throw new NotFoundException("annotation", annotation.Length <= GrainKeys.MaxIdLength ? annotation : "");
    }
}
