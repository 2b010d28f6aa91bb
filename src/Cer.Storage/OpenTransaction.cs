using System.Data.Common;
using Npgsql;

namespace Cer.Storage;

/// <summary>A transaction that somebody else has begun and will end, in which the stores work meanwhile.</summary>
/// <remarks>
/// It goes with the flow of control: whatever is called while it is entered, and awaited, takes part; all others do not.
/// A store commits a part of it as a savepoint: what it gives up is undone, what it commits is there when the whole is.
/// </remarks>
public sealed class OpenTransaction : IDisposable
{
    private static readonly AsyncLocal<OpenTransaction?> Entered = new();

    private readonly OpenTransaction? _around;
    private int _parts;

    private OpenTransaction(NpgsqlTransaction transaction, OpenTransaction? around) => (Transaction, _around) = (transaction, around);

    /// <summary>The one that stores take part in now; null when each opens a connection of its own.</summary>
    internal static OpenTransaction? Current => Entered.Value is { IsOver: false } entered ? entered : null;

    internal NpgsqlTransaction Transaction { get; }

    private bool IsOver { get; set; }

    /// <summary>Has the stores take part in a transaction until this is disposed; that ends nothing.</summary>
    /// <param name="transaction">Of PostgreSQL. It is used by one caller at a time, as its connection is.</param>
    public static OpenTransaction Enter(DbTransaction transaction)
    {
        var entered = new OpenTransaction(
            transaction as NpgsqlTransaction
            ?? throw new ArgumentException($"Found a {transaction.GetType().Name}, expected a transaction of PostgreSQL.",
                nameof(transaction)),
            Entered.Value);
        Entered.Value = entered;
        return entered;
    }

    public void Dispose()
    {
        // Who still runs in its flow does not write into what has ended.
        IsOver = true;
        Entered.Value = _around;
    }

    /// <summary>A name for a savepoint, of its own.</summary>
    internal string NextPart() => FormattableString.Invariant($"part_{++_parts}");
}
