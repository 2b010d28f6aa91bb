using Cer.Operations.Ports;

namespace Cer.Host.Gateway;

/// <summary>Lets accounts in: by password at the log-in, by token afterwards.</summary>
internal sealed class Gatekeeper(IAccountStore accounts, SessionTokens tokens, LoginGuard guard) : IDisposable
{
    private const string Scheme = "Bearer ";
    private const int LongestToken = 200;
    private const int LongestName = 200;
    private const int LongestPassword = 1000;

    // Deriving a key takes a good part of a second on purpose: not more at once than there are processors.
    private readonly SemaphoreSlim _derivations = new(Environment.ProcessorCount);
    private readonly Lazy<PasswordHash> _nobody = new(() => PasswordHash.Of("nobody"));

    public async Task<LoginOutcome> LoginAsync(
        string username, string password, string address, CancellationToken cancellation)
    {
        if (username.Length is 0 or > LongestName || password.Length is 0 or > LongestPassword)
            return new LoginOutcome.Wrong();
        var account = await accounts.FindAsync(username, cancellation) is { Enabled: true } found ? found : null;
        if (!guard.MayTry(account?.Username ?? "", account is null ? "" : address))
            return account is null ? new LoginOutcome.Wrong() : new LoginOutcome.TooOften();

        // Also for a name that nobody has, so that the time taken does not tell which names exist.
        var fits = await FitsAsync(account?.Password ?? _nobody.Value, password, cancellation);
        if (account is null || !fits) return new LoginOutcome.Wrong();
        guard.Succeeded(account.Username, address);
        return new LoginOutcome.Welcome(tokens.Open(account));
    }

    /// <summary>The account whose token the request carries; null when it carries none that is good.</summary>
    public async Task<Account?> RecogniseAsync(HttpRequest request, CancellationToken cancellation)
    {
        if (TokenOf(request) is not { } token || tokens.Find(token) is not { } session) return null;
        var account = await accounts.FindAsync(session.Username, cancellation);
        // An account that was closed, given another password, or whose tokens were taken back, is out at once.
        return account is { Enabled: true }
            && account.Revoked == session.Revoked
            && account.Password.Salt.Span.SequenceEqual(session.Salt.Span)
            ? account
            : null;
    }

    public void Leave(HttpRequest request)
    {
        if (TokenOf(request) is { } token) tokens.Close(token);
    }

    public void Dispose() => _derivations.Dispose();

    private static string? TokenOf(HttpRequest request) =>
        request.Headers.Authorization is [{ } header]
        && header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
        && header.Length <= Scheme.Length + LongestToken
            ? header[Scheme.Length..].Trim()
            : null;

    private async Task<bool> FitsAsync(PasswordHash hash, string password, CancellationToken cancellation)
    {
        await _derivations.WaitAsync(cancellation);
        try
        {
            return await Task.Run(() => hash.Fits(password), cancellation);
        }
        finally
        {
            _derivations.Release();
        }
    }
}
