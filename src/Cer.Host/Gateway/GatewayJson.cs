using System.Text.Json.Serialization;

namespace Cer.Host.Gateway;

/// <summary>How the bodies of the gateway are written and read.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, MaxDepth = 4)]
[JsonSerializable(typeof(GatewayAnswer))]
[JsonSerializable(typeof(LoginRequest))]
internal sealed partial class GatewayJson : JsonSerializerContext;
