using System.Text.Json;

namespace Cer.Messaging.HomeAssistant;

/// <summary>Remembers that the token was refused, and asks no more for a while: every try is a failed login.</summary>
internal sealed class HomeDoor(HomeOptions options, TimeProvider time)
{
    private readonly Lock _gate = new();
    private string? _reason;
    private long _since;

    /// <exception cref="HomeFault">The token was refused not long ago.</exception>
    public void Pass()
    {
        lock (_gate)
        {
            if (_reason is null) return;
            if (time.GetElapsedTime(_since) < options.UnauthorisedPause) throw new HomeFault(HomeFault.Unauthorised, _reason);
            _reason = null;
        }
    }

    public void Open()
    {
        lock (_gate) _reason = null;
    }

    public void Shut(string reason)
    {
        lock (_gate) (_reason, _since) = (reason, time.GetTimestamp());
    }

    /// <summary>How long an answer may take.</summary>
    public CancellationTokenSource Patience(CancellationToken cancellation)
    {
        var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(options.RestAnswer);
        return patience;
    }

    /// <summary>Core and Supervisor put what they say under <c>message</c>; what is no JSON is not repeated.</summary>
    public static string? Message(byte[] body)
    {
        try
        {
            return HomeJson.Text(JsonElement.Parse(body), "message");
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
