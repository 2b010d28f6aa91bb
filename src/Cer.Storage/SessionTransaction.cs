using System.Data;
using Npgsql;

namespace Cer.Storage;

/// <summary>A transaction of a store's own, or a part of the one around it; what is not committed is undone.</summary>
/// <param name="transaction">The transaction; null for a part that only reads.</param>
/// <param name="part">The savepoint that the part began with; null when the whole is the store's own.</param>
internal sealed class SessionTransaction(NpgsqlTransaction? transaction, string? part) : IAsyncDisposable
{
    private bool _isOver;

    public async Task CommitAsync(CancellationToken cancellation)
    {
        if (transaction is null) return;
        if (part is null) await transaction.CommitAsync(cancellation);
        else await transaction.ReleaseAsync(part, cancellation);
        _isOver = true;
    }

    public async ValueTask DisposeAsync()
    {
        if (transaction is null) return;
        if (part is null)
        {
            await transaction.DisposeAsync();
            return;
        }

        if (_isOver) return;
        _isOver = true;
        // Of a broken connection nothing is left to undo: the whole cannot be committed any more.
        if (transaction.Connection is { FullState: var state } && (state & ConnectionState.Broken) == 0)
            await transaction.RollbackAsync(part, CancellationToken.None);
    }
}
