namespace Cer.Operations.Mail;

/// <summary>What one round of sending came to.</summary>
/// <param name="Sent">Letters taken over.</param>
/// <param name="PutOff">Letters to be tried again.</param>
/// <param name="Failed">Letters refused for good.</param>
/// <param name="Uncertain">Letters whose answer was lost.</param>
/// <param name="Withheld">Letters that were not sent because their readers want none, or the address does not exist.</param>
/// <param name="Closed">Why the round ended early; null when nothing more was due.</param>
public sealed record SendReport(int Sent, int PutOff, int Failed, int Uncertain, int Withheld, CarrierClosed? Closed)
{
    public bool IsEmpty => Sent + PutOff + Failed + Uncertain + Withheld == 0 && Closed is null;
}
