using System.Numerics;

namespace CuaRl.Core.Randomness;

/// <summary>
/// The numbers of Python 3's <c>random.Random(seed)</c> for a whole seed: MT19937, and shuffle and sample as Python draws them.
/// A training's configuration then means the same tasks, in the same order, as it does in Python.
/// </summary>
/// <remarks>See Matsumoto and Nishimura, ACM TOMACS 8(1), 1998, and the documentation of Python's random module.</remarks>
public sealed class PythonRandom
{
    private const int Words = 624;
    private const int Middle = 397;
    private const int WordBits = 32;

    private readonly uint[] _state = new uint[Words];
    private int _next = Words;

    /// <summary>A generator at its beginning.</summary>
    /// <param name="seed">Any whole number; as in Python its sign does not count.</param>
    public PythonRandom(BigInteger seed)
    {
        var bytes = BigInteger.Abs(seed).ToByteArray(isUnsigned: true);
        var key = new uint[(bytes.Length + sizeof(uint) - 1) / sizeof(uint)];
        for (var i = 0; i < bytes.Length; i++)
        {
            key[i / sizeof(uint)] |= (uint)bytes[i] << (8 * (i % sizeof(uint)));
        }

        Seed(key);
    }

    /// <summary><c>getrandbits(bits)</c>.</summary>
    /// <param name="bits">0 to 64.</param>
    public ulong NextBits(int bits)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(bits);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(bits, 2 * WordBits);
        return bits switch
        {
            0 => 0,
            <= WordBits => NextWord() >> (WordBits - bits),
            _ => NextWord() | (ulong)(NextWord() >> (2 * WordBits - bits)) << WordBits,
        };
    }

    /// <summary><c>randrange(count)</c>: a whole number from 0 to <paramref name="count"/> - 1.</summary>
    public int NextIndex(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        var bits = WordBits - BitOperations.LeadingZeroCount((uint)count);
        ulong drawn;
        do
        {
            drawn = NextBits(bits);
        }
        while (drawn >= (ulong)count);

        return (int)drawn;
    }

    /// <summary><c>random()</c>: a number from 0, included, to 1, excluded.</summary>
    public double NextUnit()
    {
        var high = NextWord() >> 5;
        var low = NextWord() >> 6;
        return (high * 67108864.0 + low) * (1.0 / 9007199254740992.0);
    }

    /// <summary><c>shuffle(items)</c>, in place.</summary>
    public void Shuffle<T>(Span<T> items)
    {
        for (var i = items.Length - 1; i > 0; i--)
        {
            var j = NextIndex(i + 1);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }

    /// <summary><c>sample(items, count)</c>: without replacement, in the order drawn.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The count is negative or larger than the list.</exception>
    public T[] Sample<T>(IReadOnlyList<T> items, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, items.Count);
        return items.Count <= SetSize(count) ? SampleFromPool(items, count) : SampleBySet(items, count);
    }

    /// <summary>Up to which length of a list Python copies it rather than to remember what it drew: what is drawn depends on it.</summary>
    private static long SetSize(int count)
    {
        var table = 1L;
        while (table < 3L * count)
        {
            table *= 4;
        }

        return count > 5 ? 21 + table : 21;
    }

    private T[] SampleFromPool<T>(IReadOnlyList<T> items, int count)
    {
        T[] pool = [.. items];
        var drawn = new T[count];
        for (var i = 0; i < count; i++)
        {
            var j = NextIndex(pool.Length - i);
            drawn[i] = pool[j];
            pool[j] = pool[pool.Length - i - 1];
        }

        return drawn;
    }

    private T[] SampleBySet<T>(IReadOnlyList<T> items, int count)
    {
        var taken = new HashSet<int>(count);
        var drawn = new T[count];
        for (var i = 0; i < count; i++)
        {
            int j;
            do
            {
                j = NextIndex(items.Count);
            }
            while (!taken.Add(j));

            drawn[i] = items[j];
        }

        return drawn;
    }

    /// <summary>The generator's <c>init_by_array</c>, which Python uses for every whole seed, short ones too.</summary>
    private void Seed(uint[] key)
    {
        _state[0] = 19650218;
        for (var i = 1; i < Words; i++)
        {
            _state[i] = 1812433253 * Mixed(i) + (uint)i;
        }

        var at = 1;
        for (var (k, j) = (Math.Max(Words, key.Length), 0); k > 0; k--, j = (j + 1) % key.Length)
        {
            _state[at] = (_state[at] ^ (Mixed(at) * 1664525)) + key[j] + (uint)j;
            at = After(at);
        }

        for (var k = Words - 1; k > 0; k--)
        {
            _state[at] = (_state[at] ^ (Mixed(at) * 1566083941)) - (uint)at;
            at = After(at);
        }

        _state[0] = 0x80000000;
    }

    private uint Mixed(int at) => _state[at - 1] ^ (_state[at - 1] >> 30);

    private int After(int at)
    {
        if (at + 1 < Words)
        {
            return at + 1;
        }

        _state[0] = _state[Words - 1];
        return 1;
    }

    private uint NextWord()
    {
        if (_next == Words)
        {
            Twist();
        }

        var word = _state[_next++];
        word ^= word >> 11;
        word ^= (word << 7) & 0x9D2C5680;
        word ^= (word << 15) & 0xEFC60000;
        return word ^ (word >> 18);
    }

    private void Twist()
    {
        for (var i = 0; i < Words; i++)
        {
            var joined = (_state[i] & 0x80000000) | (_state[(i + 1) % Words] & 0x7FFFFFFF);
            _state[i] = _state[(i + Middle) % Words] ^ (joined >> 1) ^ ((joined & 1) * 0x9908B0DF);
        }

        _next = 0;
    }
}
