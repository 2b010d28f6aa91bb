using Microsoft.AspNetCore.Http.Metadata;

namespace Cer.Host.Gateway;

/// <summary>How large a body the server lets through to a call, whatever it allows to others.</summary>
/// <remarks>One byte more than the call takes, so that the refusal is in the call's own words.</remarks>
internal sealed class BodySize(int most) : IRequestSizeLimitMetadata
{
    public long? MaxRequestBodySize { get; } = most + 1;
}
