using System.Diagnostics;
using CuaRl.Grains.Diagnostics;
using Orleans.Storage;

namespace CuaRl.Grains.Storage;

/// <summary>How every grain stores its control record.</summary>
internal static class RecordExtensions
{
    /// <summary>
    /// Makes <paramref name="next"/> the grain's state and stores it. A write that fails is of unknown outcome, so the
    /// activation, now ahead of the database, ends and the next call reads what is really there.
    /// </summary>
    public static async Task StoreAsync<TState>(this IGrainBase grain, IPersistentState<TState> record, TState next)
    {
        record.State = next;
        var stored = false;
        var started = Stopwatch.GetTimestamp();
        try
        {
            await record.WriteStateAsync();
            stored = true;
        }
        catch (InconsistentStateException conflict)
        {
            throw new StaleStateException(grain.GrainContext.GrainId.ToString(), conflict.CurrentEtag, conflict.StoredEtag);
        }
        finally
        {
            GrainInstruments.RecordWritten(typeof(TState).Name, stored, Stopwatch.GetElapsedTime(started));
            if (!stored)
            {
                grain.DeactivateOnIdle();
            }
        }
    }
}
