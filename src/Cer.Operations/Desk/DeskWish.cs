namespace Cer.Operations.Desk;

/// <summary>What a form asks for, with its paper.</summary>
/// <param name="Act">What is to be done.</param>
/// <param name="Evidence">The paper; null where each row has its own, or it could not be read.</param>
public sealed record DeskWish(DeskAct Act, DeskEvidence? Evidence);
