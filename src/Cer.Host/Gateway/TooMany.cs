using System.Globalization;
using Cer.Operations.Intake;
using Cer.Operations.Ports;

namespace Cer.Host.Gateway;

/// <summary>Refuses what an account sends beyond its bounds, and says when it may come again.</summary>
internal static class TooMany
{
    /// <summary>What to answer an account that sends too much; null when it may go on.</summary>
    /// <remarks>A body whose length is not told is counted when it is read: see <see cref="SenderLimits.Charge" />.</remarks>
    public static string? Check(HttpRequest request, SenderLimits limits, Account account)
    {
        if (limits.Refuse(SenderKey.Of(account), request.ContentLength ?? 0) is not { } wait) return null;
        var seconds = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds));
        request.HttpContext.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"Found more than one account may send at once, expected a pause of {seconds} s:"
            + $" nothing of this was taken, send it again then.");
    }

    public static void Charge(HttpRequest request, SenderLimits limits, Account account, int read)
    {
        if (request.ContentLength is null) limits.Charge(SenderKey.Of(account), read);
    }
}
