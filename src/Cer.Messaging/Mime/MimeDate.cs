using System.Globalization;

namespace Cer.Messaging.Mime;

/// <summary>Writes a time as headers do (RFC 5322 3.3), in UTC.</summary>
public static class MimeDate
{
    public static string Of(DateTimeOffset time) =>
        time.UtcDateTime.ToString("ddd, dd MMM yyyy HH:mm:ss '+0000'", CultureInfo.InvariantCulture);
}
