using Cer.Operations.Ports;
using Npgsql;

namespace Cer.Storage;

/// <summary>Acts of several stores in one transaction: the one around them, or one of their own.</summary>
public sealed class OneAct(NpgsqlDataSource db) : IOneAct
{
    public async Task<T> RunAsync<T>(Func<Task<T>> act, CancellationToken cancellation)
    {
        if (OpenTransaction.Current is not null) return await act();
        var result = default(T);
        await OneTransaction.RunAsync(db, async () => result = await act(), cancellation);
        return result!;
    }
}
