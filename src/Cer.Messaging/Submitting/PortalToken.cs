using System.Net;
using System.Text;
using System.Text.Json;
using Cer.Operations.Submitting;

namespace Cer.Messaging.Submitting;

/// <summary>The token of the program: asked for with its id and secret (OAuth2, RFC 6749 4.4), kept until it is near its end.</summary>
internal sealed class PortalToken(PortalOptions options, PortalWire wire, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(30);

    private readonly SemaphoreSlim _turn = new(1, 1);
    private string? _token;
    private long _gotAt;
    private TimeSpan _goodFor;

    /// <summary>The token; or why there is none.</summary>
    public async Task<(string? Token, PortalReply? Stop)> GetAsync(CallFor call, CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            if (_token is not null && time.GetElapsedTime(_gotAt) < _goodFor) return (_token, null);
            var form = Encoding.ASCII.GetBytes("grant_type=client_credentials&scope=submissions");
            var basic = Convert.ToBase64String(Encoding.UTF8.GetBytes(
                $"{Uri.EscapeDataString(options.ClientId)}:{Uri.EscapeDataString(options.ClientSecret)}"));
            var reply = await wire.CallAsync(
                call,
                HttpMethod.Post,
                "oauth/token",
                (form, "application/x-www-form-urlencoded"),
                headers => headers.Authorization = new("Basic", basic),
                isSecret: true,
                cancellation);
            return reply is PortalReply.Whole whole ? Read(whole) : (null, Certain(reply));
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Forgets the token that was refused.</summary>
    public void Drop(string token)
    {
        if (_token == token) _token = null;
    }

    public void Dispose() => _turn.Dispose();

    private (string? Token, PortalReply? Stop) Read(PortalReply.Whole whole)
    {
        if (whole.Status is HttpStatusCode.BadRequest or HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden)
            return (null, new PortalReply.Shut(
                $"Found the id or the secret refused ({(int)whole.Status}), expected those of the section submissions in settings.json"
                + " to be right."));
        if (whole.Status != HttpStatusCode.OK)
            return (null, new PortalReply.None($"Found the answer {(int)whole.Status} for a token, expected 200.", false,
                whole.RetryAfter));
        var (token, seconds, isSandbox) = Parse(whole.Body);
        // Before anything of a community goes there.
        if (isSandbox != options.IsSandbox)
            return (null, new PortalReply.Shut(
                $"Found {(isSandbox ? "a" : "no")} sandbox at the address, expected {(isSandbox ? "none" : "one")}: see"
                + " environment and base of the section submissions in settings.json."));
        if (token is not { Length: > 0 and <= 8192 } || token.Any(letter => letter is <= ' ' or > '~'))
            return (null, new PortalReply.None("Found an answer without a token, expected one.", false));
        var good = TimeSpan.FromSeconds(Math.Clamp(seconds, 0, 86_400));
        (_token, _gotAt, _goodFor) = (token, time.GetTimestamp(), good > 2 * Margin ? good - Margin : good / 2);
        return (token, null);
    }

    private static (string? Token, int Seconds, bool IsSandbox) Parse(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var answer = JsonDocument.Parse(body, new() { MaxDepth = 8 });
            var root = answer.RootElement;
            if (root.ValueKind != JsonValueKind.Object) return default;
            var token = root.TryGetProperty("access_token", out var text) && text.ValueKind == JsonValueKind.String
                ? text.GetString() : null;
            var seconds = root.TryGetProperty("expires_in", out var end) && end.ValueKind == JsonValueKind.Number
                && end.TryGetInt32(out var told) ? told : 60;
            return (token, seconds, root.TryGetProperty("sandbox", out var says) && says.ValueKind == JsonValueKind.True);
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            return default;
        }
    }

    // Nothing of a package goes with this call.
    private static PortalReply Certain(PortalReply reply) => reply is PortalReply.None none ? none with { MayBeTaken = false } : reply;
}
