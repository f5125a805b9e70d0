<CsoundSynthesizer>
<CsInstruments>
; The voices of GraphBenchmark at 32 voices: 20 pads of two oscillators, 3 basses, 8 leads with vibrato, one noise swell.
; A skewed sine driven into tanh, ADSR, LFO, equal-power pan; control rate 490 Hz.
sr = 44100
ksmps = 90
nchnls = 2
0dbfs = 1

instr Pad
  kenv madsr 1.8, 3.5, 0.62, 2.6
  klfo lfo 0.5, 0.09
  kdrive = 1.2 * (1 - 0.35 * (1 - kenv)) * (1 - 0.35 * (0.5 + klfo))
  ifreq = cpsmidinn(p4)
  a1 poscil 1, ifreq * 0.9974
  a1o poscil 0.3, ifreq * 0.9974 * 2
  a2 poscil 1, ifreq * 1.0026
  a2o poscil 0.3, ifreq * 1.0026 * 2
  kgain = kenv / tanh(kdrive) * 0.02
  a1 = tanh(kdrive * (a1 + a1o)) * kgain * (1 - 0.5 * (0.5 + klfo))
  a2 = tanh(kdrive * (a2 + a2o)) * kgain * (1 - 0.5 * (0.5 - klfo))
  al1, ar1 pan2 a1, 0.2
  al2, ar2 pan2 a2, 0.8
  outs al1 + al2, ar1 + ar2
endin

instr Single
  kenv madsr 0.1, 1.1, 0.5, 1.8
  kvib lfo p5, 4.6
  kdrive = 1.2 * (1 - 0.4 * (1 - kenv))
  kfreq = cpsmidinn(p4) * (1 + kvib)
  a1 poscil 1, kfreq
  a1o poscil 0.15, kfreq * 2
  a1 = tanh(kdrive * (a1 + a1o)) * kenv / tanh(kdrive) * 0.02
  al, ar pan2 a1, 0.5
  outs al, ar
endin

instr Swell
  kenv madsr 2.6, 0.5, 0.7, 2.8
  an noise 0.01, 0
  al butterbp an, 1500, 2400
  ar butterbp an, 1600, 2400
  outs al * kenv, ar * kenv
endin
</CsInstruments>
<CsScore>
{20 N
i "Pad" 0 $SECONDS [53 + $N]
}
{3 N
i "Single" 0 $SECONDS [52 + 8 * $N] 0
}
{8 N
i "Single" 0 $SECONDS [45 + $N] 0.004
}
i "Swell" 0 $SECONDS
</CsScore>
</CsoundSynthesizer>
