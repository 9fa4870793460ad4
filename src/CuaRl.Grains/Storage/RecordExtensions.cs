using System.Diagnostics;
using CuaRl.Grains.Diagnostics;
using Orleans.Storage;

namespace CuaRl.Grains.Storage;

/// <summary>How every grain stores its control record.</summary>
internal static class RecordExtensions
{
    /// <summary>
    /// Makes <paramref name="next"/> the grain's state and stores it. A write that fails is of unknown outcome, so the
    /// activation, now ahead of the database, ends and the next call reads what is really there. A write that the database
    /// refuses for its content left nothing behind: the state stays as it was, and so does the activation.
    /// </summary>
    public static async Task StoreAsync<TState>(this IGrainBase grain, IPersistentState<TState> record, TState next)
    {
        var before = record.State;
        record.State = next;
        var stored = false;
        var known = false;
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
        catch (OrleansException wrapped) when (wrapped.InnerException is CuaRlException cause)
        {
            // The runtime wraps what a provider throws; callers are owed the cause by its own type.
            known = !cause.IsTransient;
            throw cause;
        }
        finally
        {
            GrainInstruments.RecordWritten(typeof(TState).Name, stored, Stopwatch.GetElapsedTime(started));
            if (known)
            {
                record.State = before;
            }
            else if (!stored)
            {
                grain.DeactivateOnIdle();
            }
        }
    }

    /// <summary>Deletes the grain's record and ends the activation, whose next one finds none.</summary>
    public static async Task ClearAsync<TState>(this IGrainBase grain, IPersistentState<TState> record)
    {
        try
        {
            await record.ClearStateAsync();
        }
        catch (InconsistentStateException conflict)
        {
            throw new StaleStateException(grain.GrainContext.GrainId.ToString(), conflict.CurrentEtag, conflict.StoredEtag);
        }
        catch (OrleansException wrapped) when (wrapped.InnerException is CuaRlException cause)
        {
            throw cause;
        }
        finally
        {
            grain.DeactivateOnIdle();
        }
    }
}
