namespace CuaRl;

/// <summary>The list of all runs, read from the tables that the database keeps in step with the grains.</summary>
[Alias("cuarl.IRunCatalogGrain")]
public interface IRunCatalogGrain : IGrainWithStringKey
{
    /// <summary>A page of runs, oldest first.</summary>
    /// <exception cref="InvalidRequestException">The query is out of range, or its cursor is not of this list.</exception>
    [Alias("List")]
    Task<RunPage> List(RunQuery query, CancellationToken cancellationToken = default);
}
