namespace CuaRl.Adapters.Postgres.Maintenance;

/// <summary>A table of the read model beside what the stored records say it should hold.</summary>
/// <param name="Table">Its name.</param>
/// <param name="Rows">Its rows.</param>
/// <param name="Missing">Rows that should be there and are not.</param>
/// <param name="Foreign">Rows that are there and should not be.</param>
/// <param name="Examples">Some of both, as text.</param>
public sealed record ReadModelComparison(string Table, long Rows, long Missing, long Foreign, IReadOnlyList<string> Examples)
{
    /// <summary>True when the table is what it should be.</summary>
    public bool IsEqual => Missing == 0 && Foreign == 0;
}
