namespace Cer.Operations.Mail;

/// <summary>What one round of sending came to.</summary>
/// <param name="Sent">Letters taken over.</param>
/// <param name="PutOff">Letters to be tried again.</param>
/// <param name="Failed">Letters refused for good.</param>
/// <param name="Uncertain">Letters whose answer was lost.</param>
/// <param name="Closed">Why the round ended early; null when nothing more was due.</param>
public sealed record SendReport(int Sent, int PutOff, int Failed, int Uncertain, CarrierClosed? Closed)
{
    public bool IsEmpty => Sent + PutOff + Failed + Uncertain == 0 && Closed is null;
}
