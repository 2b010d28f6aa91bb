using Cer.Operations.Ports;

namespace Cer.Operations.People;

/// <summary>Derives and compares passwords, not more at once than there are processors: each takes its time on purpose.</summary>
public sealed class PasswordCheck : IDisposable
{
    private readonly SemaphoreSlim _derivations = new(Environment.ProcessorCount);
    private readonly Lazy<PasswordHash> _nobody = new(() => PasswordHash.Of("nobody"));

    /// <summary>Whether it is the password. Where there is none the answer is no, and takes as long.</summary>
    public async Task<bool> FitsAsync(PasswordHash? hash, string password, CancellationToken cancellation)
    {
        var plain = password.Length <= PasswordRule.Most ? PasswordRule.Plain(password) : null;
        var fits = await AloneAsync(() => (hash ?? _nobody.Value).Fits(plain ?? ""), cancellation);
        return fits && hash is not null && plain is not null;
    }

    public Task<PasswordHash> HashAsync(string password, CancellationToken cancellation) =>
        AloneAsync(() => PasswordHash.Of(PasswordRule.Plain(password)!), cancellation);

    public void Dispose() => _derivations.Dispose();

    private async Task<T> AloneAsync<T>(Func<T> derive, CancellationToken cancellation)
    {
        await _derivations.WaitAsync(cancellation);
        try
        {
            return await Task.Run(derive, cancellation);
        }
        finally
        {
            _derivations.Release();
        }
    }
}
