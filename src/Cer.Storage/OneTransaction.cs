using Npgsql;

namespace Cer.Storage;

/// <summary>Has several stores write whole or not at all, where no transaction is open around them.</summary>
public static class OneTransaction
{
    public static async Task RunAsync(NpgsqlDataSource db, Func<Task> act, CancellationToken cancellation)
    {
        await using var connection = await db.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        using (OpenTransaction.Enter(transaction)) await act();
        await transaction.CommitAsync(cancellation);
    }
}
