using Cer.Operations.Mail;

namespace Cer.Messaging.Post;

/// <summary>A way that somebody must mend before any letter can go.</summary>
public sealed class ClosedPost(string problem) : ICarrier
{
    public Task<ICarriage> OpenAsync(CancellationToken cancellation) => throw new CarrierClosed(problem, isLasting: true);
}
