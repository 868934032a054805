import { answerContactChange } from '../../actions/services/answer-contact-change.ts'
import { type AskedContactChange, readContactAnswer } from '../../actions/services/read-contact-answer.ts'
import { sendPage } from '../page.ts'
import type { PlainRoutes } from '../setup.ts'
import { answeredContactPage, contactForm, refusedContactPage } from './contact-view.ts'
import { mountMailedLink } from './mailed-link.ts'

/** `/contacts/answer?id=&token=`: accepts or refuses a change of contacts. */
export const contactPageRoutes: PlainRoutes = (app, setup) =>
  mountMailedLink<AskedContactChange>(app, setup, {
    path: '/contacts/answer',
    read: (named) => readContactAnswer(setup.parts, named),
    form: contactForm,
    async act({ reply }, asked, { token }, fields) {
      const decision = fields.get('decision')
      if (decision !== 'accept' && decision !== 'refuse') return sendPage(reply, 400, contactForm(asked, token))
      const { id } = asked.change
      const accepts = decision === 'accept'
      const change = await answerContactChange(setup.parts, { id, token, accepts, accountId: null })
      return sendPage(reply, 200, answeredContactPage({ ...asked, change }))
    },
    refused: (asked, code) => refusedContactPage(asked, code === 'SERVICE_HAS_OPEN_BILL'),
  })
