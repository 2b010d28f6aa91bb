using System.Text.Json.Serialization;

namespace Cer.Host.Documents;

/// <summary>What documents say of an installation.</summary>
/// <param name="Contact">Whom to ask; the community's referent when left out.</param>
internal sealed record ReportSettings([property: JsonPropertyName("contact")] string? Contact);
