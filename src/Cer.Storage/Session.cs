using System.Data;
using Npgsql;

namespace Cer.Storage;

/// <summary>A connection that a store works on: one of its own, or that of the transaction which is open around it.</summary>
internal sealed class Session : IAsyncDisposable
{
    private readonly OpenTransaction? _joined;

    public Session(NpgsqlConnection connection, OpenTransaction? joined) => (Connection, _joined) = (connection, joined);

    public NpgsqlConnection Connection { get; }

    public static implicit operator NpgsqlConnection(Session session) => session.Connection;

    /// <summary>Begins what is kept whole or not at all: a transaction, or a part of the one around it.</summary>
    public async ValueTask<SessionTransaction> BeginTransactionAsync(
        IsolationLevel isolation, CancellationToken cancellation)
    {
        if (_joined is null) return new(await Connection.BeginTransactionAsync(isolation, cancellation), null);
        // Of what only reads, nothing is to be undone.
        if (isolation != IsolationLevel.ReadCommitted) return new(null, null);
        var part = _joined.NextPart();
        await _joined.Transaction.SaveAsync(part, cancellation);
        return new(_joined.Transaction, part);
    }

    public ValueTask<SessionTransaction> BeginTransactionAsync(CancellationToken cancellation) =>
        BeginTransactionAsync(IsolationLevel.ReadCommitted, cancellation);

    public ValueTask DisposeAsync() => _joined is null ? Connection.DisposeAsync() : ValueTask.CompletedTask;
}
