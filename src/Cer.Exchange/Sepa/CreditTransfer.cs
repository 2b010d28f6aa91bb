using Cer.Domain;
using Cer.Domain.Banking;

namespace Cer.Exchange.Sepa;

/// <summary>A payment of an order.</summary>
/// <param name="EndToEnd">What it is known by from here to the account that gets it: at most 35 letters and digits.</param>
/// <param name="Amount">Above zero.</param>
/// <param name="Holder">Who gets it.</param>
/// <param name="Account">Where.</param>
/// <param name="Purpose">What it is for, in words.</param>
public sealed record CreditTransfer(string EndToEnd, Money Amount, string Holder, Iban Account, string Purpose);
