// Words of the public dashboard that differ from those of the overview: it tells only what may be told to everybody.

/** Italian titles and descriptions, by panel. */
export const told = {
  6: {
    title: 'Incentivi maturati (stima, mesi calcolati)',
    description: "Quanto spetterebbe per l'energia delle ore mostrate, dei soli mesi già calcolati: qui si legge quante ore non lo sono ancora. È una stima: i soldi sono certi solo quando il GSE li comunica.",
  },
  11: {
    title: 'Energia per mese (ultimi 12 mesi)',
    description: "Sempre gli ultimi dodici mesi, qualunque periodo sia scelto in alto: la somma delle sole ore che si possono raccontare. La barra più chiara è la condivisa dello stesso mese dell'anno prima.",
  },
  14: {
    title: 'Incentivi per mese',
    description: 'Ultimi tredici mesi, delle sole ore che si possono raccontare. Gli importi sono definitivi per noi quando il mese è chiuso e tutto raccontato; gli altri sono una stima e hanno un colore più chiaro.',
  },
  17: { title: 'Soci, Comune compreso', description: 'Quanti soci ha oggi la comunità, per genere: il Comune è contato a parte.' },
  18: {
    title: 'Ultima ora raccontata',
    description: "Quanto è vecchia l'ultima ora mostrata in questa pagina. Si raccontano solo i giorni finiti, quando i dati di tutti i punti sono arrivati. Non segue il periodo scelto.",
  },
  20: { title: 'Di chi sono questi dati', description: 'Se la comunità è vera o è una dimostrazione con dati inventati.' },
  21: {
    title: 'Ore non raccontate',
    description: "Ore del periodo che qui non si mostrano e non sono nelle somme: mancano i dati di qualche punto e il mese è ancora aperto, le somme si stanno rifacendo, oppure così poche persone stanno dietro la somma che si riconoscerebbe ciò che ha fatto ciascuna.",
  },
};

export const said = {
  panels: {
    6: {
      title: 'Accrued incentives (estimate, computed months)',
      description: "What the energy of the hours shown should bring, of the months already computed alone: here is how many hours are not yet. It is an estimate: the money is certain only when GSE advises it.",
    },
    11: {
      description: 'Always the last twelve months, whatever period is chosen above: the sum of those hours alone that may be told. The paler bar is the shared energy of the same month a year earlier.',
    },
    14: {
      description: 'Last thirteen months, of those hours alone that may be told. Amounts are final for us when the month is closed and told whole; others are an estimate, in a paler colour.',
    },
    17: { title: 'Members, municipality included', description: 'How many members the community has today, by kind: the municipality is counted apart.' },
    18: {
      title: 'Latest hour told',
      description: 'How old the last hour shown on this page is. Only days that are over are told, once the data of all points have come. It does not follow the chosen period.',
    },
    20: {
      title: 'Whose data these are',
      description: 'Whether the community is real or a demonstration with invented data.',
      names: { Dati: 'Data' },
      mappings: { 'Dati della comunità': "The community's data", 'Dati inventati: dimostrazione': 'Invented data: demonstration' },
    },
    21: {
      title: 'Hours not told',
      description: 'Hours of the period that are not shown here and in no sum: the data of a point are missing and the month is still open, the sums are being made again, or so few people stand behind the sum that what each did could be made out.',
      names: { 'Ore non raccontate': 'Hours not told' },
      mappings: { Nessuna: 'None' },
    },
  },
  italian: `

### Che cosa non si racconta

Un'ora si mostra quando il suo giorno è finito e si conoscono tutti i punti, o quando il suo mese è chiuso; poi resta come è stata mostrata, anche se qualcuno entra o esce più tardi. Non si mostra se, tolto ciò che il Comune sa di sé, restano meno di sei soci, o da uno a cinque produttori che non sono tutti d'accordo: chi guarda può essere uno di loro, e di pochi il totale direbbe che cosa ha fatto ciascuno. Né si mostra un giorno di cui le ore non si conservano più, se allora non si era contato chi c'era dietro. Dove un'ora non si racconta il grafico resta vuoto: non è uno zero.`,
  english: `

### What is not told

An hour is shown when its day is over and all points are known, or when its month is closed; then it stays as it was shown, even if somebody joins or leaves later. It is not shown if, less what the municipality knows of itself, fewer than six members are left, or one to five producers who do not all agree: whoever looks may be one of them, and of a few the total would say what each did. Nor is a day shown whose hours are no longer kept, if who was behind it had not been counted. Where an hour is not told the chart stays empty: that is no zero.`,
};
