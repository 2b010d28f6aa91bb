using System.Text.Json.Serialization;

namespace Cer.Host.Documents;

/// <summary>What documents say of an installation, and where month reports go.</summary>
/// <param name="Contact">Whom to ask; the community's referent when left out.</param>
/// <param name="SendTo">Addresses that get the month report; when left out administrators and operators get it.</param>
internal sealed record ReportSettings(
    [property: JsonPropertyName("contact")] string? Contact,
    [property: JsonPropertyName("send_to")] IReadOnlyList<string>? SendTo = null);
